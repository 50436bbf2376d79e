// platform.js - the platform SDK, logged in at a rehearsal org. Each answer is held against the type
// that the SDK declares for it.
'use strict';
const path = require('node:path');
const sdk = require('purecloud-platform-client-v2');
const { Models } = require('./models.js');

const models = new Models(path.join(path.dirname(require.resolve('purecloud-platform-client-v2/package.json')),
	'index.d.ts'));

// An SDK's API, such as ArchitectApi, whose methods fail if the answer is not what they declare, or
// an error that the service answers with is not an ErrorBody.
function checked(name) {
	const declared = models.methods[name];

	return new Proxy(new sdk[name](), {
		get: (api, method) => declared[method] === undefined ? api[method] : async (...args) => {
			const answer = await api[method](...args).catch((error) => {
				check(method, error, 'Models.ErrorBody');
				throw error;
			});

			check(method, answer, declared[method].type);
			return answer;
		},
	});
}

function check(method, value, type) {
	const problems = value instanceof Error || type === 'void' ? [] : models.problems(value, type);

	if (problems.length > 0)
		throw new Error(`${method}: ${summary(problems)}`);
}

// Each problem once, however many items of a listing have it.
function summary(problems) {
	return [...new Set(problems.map((text) => text.replace(/\/\d+/g, '/*')))].join('; ');
}

// Logs in with client credentials. The SDK calls a host of its own choice "gateway"; login and API
// are below it. There is one ApiClient in a process, so one org at a time.
async function login(sim, id = 'sdk-client') {
	const client = sdk.ApiClient.instance;

	client.config.live_reload_config = false;
	client.config.setGateway({ protocol: 'http', host: '127.0.0.1', port: sim.port });
	return client.loginClientCredentialsGrant(id, 'secret');
}

module.exports = { checked, login, models };

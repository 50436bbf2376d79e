// core.js - Architect's own core, as the scripting SDK has it, at a rehearsal org.
//
// It runs in a process of its own: it keeps the objects of an org for as long as it lives. The core
// only talks to the service of Genesys, by https; here https.request() goes to a server of this file,
// which answers what an org does not serve and passes all else to gc-sim.
'use strict';
const { fork } = require('node:child_process');
const http = require('node:http');
const https = require('node:https');

const CALL_MS = 60000;

// Starts the core at this org; it ends with the test `t`. Its verbs (see below) are methods.
function startCore(t, sim) {
	const child = fork(__filename, [String(sim.port)], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
	const ended = new Promise((resolve) => child.on('close', resolve));
	const call = (verb, args) => new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error(`${verb}: no answer`)), CALL_MS);

		child.once('message', ({ error, value }) => {
			clearTimeout(timer);
			if (error === undefined)
				resolve(value);
			else
				reject(new Error(`${verb}: ${error}`));
		});
		child.send({ verb, args });
	});

	t.after(() => { child.kill(); return ended; });
	return new Proxy({}, { get: (_, verb) => verb === 'then' ? undefined : (...args) => call(verb, args) });
}

// What the core asks for and no org has: who may do what, and where the services are.
const USER = { id: '00000000-0000-4000-8000-000000000001', name: 'Core', version: 1, token: {},
	authorization: { permissions: ['*'], permissionPolicies: [] } };
const HOSTS = ['auth.uri', 'carrier-pigeon.uri', 'public-api.uri', 'public-api.apps.uri', 'purecloud.uri']
	.map((key) => `${key}=https://genesys.test`).join('\n');

function standIn(path) {
	if (path === '/services/discovery.properties')
		return ['text/plain', HOSTS];
	return path.startsWith('/api/v2/users/me') ? ['application/json', JSON.stringify(USER)] : undefined;
}

function serve(simPort) {
	return http.createServer((request, response) => {
		const answer = standIn(request.url);

		if (answer !== undefined) {
			response.setHeader('Content-Type', answer[0]);
			response.end(answer[1]);
			return;
		}
		request.pipe(http.request({ host: '127.0.0.1', port: simPort, method: request.method,
			path: request.url, headers: request.headers }, (passed) => {
			response.writeHead(passed.statusCode, passed.headers);
			passed.pipe(response);
		}));
	});
}

const decode = (content) => JSON.parse(decodeURIComponent(Buffer.from(content, 'base64').toString()));

// What the core answers to messages; each is about the flow that was opened, imported or made last.
class Core {
	constructor(sdk) {
		this.flows = sdk.factories.archFactoryFlows;
		this.tasks = sdk.factories.archFactoryTasks;
		this.actions = sdk.factories.archFactoryActions;
	}

	#create(type, name) {
		const create = { inboundcall: 'createFlowInboundCallAsync', outboundcall: 'createFlowOutboundCallAsync',
			securecall: 'createFlowSecureCallAsync', inqueuecall: 'createFlowInQueueCallAsync',
			inboundemail: 'createFlowInboundEmailAsync', surveyinvite: 'createFlowSurveyInviteAsync',
			inboundshortmessage: 'createFlowInboundShortMessageAsync' };

		return this.flows[create[type]](name, '', undefined, (flow) => flow);
	}

	// The types of flows that can be made, in the core's own words: "InboundCall".
	async makes() {
		return Object.getOwnPropertyNames(Object.getPrototypeOf(this.flows))
			.map((name) => /^createFlow(.+)Async$/.exec(name)?.[1]).filter(Boolean);
	}

	async load(type, id) {
		this.flow = await this.flows.loadFlowByFlowIdAsync(id, type, 'latest', (flow) => flow);
	}

	async checkOut() {
		await this.flow.checkoutAsync(false);
	}

	// A new flow from an .i3 file; it is in the org after save() only.
	async import(type, name, file) {
		this.flow = await this.#create(type, name);
		await this.flow.importFromFileAsync(file);
	}

	// A new flow that hands callers over to a queue, with a skill, or ends with a wrap-up code.
	async make(name, { queue, skill, wrapupCode }) {
		this.flow = await this.#create('inboundcall', name);
		const task = this.tasks.addTask(this.flow, 'Start', true);
		const transfer = this.actions.addActionTransferToAcd(task, 'To the queue');
		await transfer.setLiteralByQueueNameAsync(queue);
		await transfer.addLiteralBySkillNameAsync(skill);
		await this.actions.addActionSetWrapupCode(task, 'Code').wrapupCode.setLiteralByWrapupCodeNameAsync(wrapupCode);
		this.actions.addActionDisconnect(task, 'End');
	}

	// What Architect would show: for each object with an issue its number, name and texts.
	async validate() {
		const texts = (list) => (list ?? []).map((issue) => issue.text ?? String(issue));

		return (await this.flow.validateAsync()).issues.map((issue) => ({
			trackingId: issue.archObject?.trackingId, name: issue.archObject?.name,
			errors: texts(issue.errors), warnings: texts(issue.warnings) }));
	}

	async save() {
		await this.flow.saveAsync();
		return this.flow.id;
	}

	async checkIn() {
		await this.flow.checkInAsync(true);
	}

	async publish() {
		await this.flow.publishAsync(true);
	}

	// The configuration that save() would send, manifest included.
	async configuration() {
		return decode((await this.flow.exportToObjectAsync((result) => result)).content);
	}
}

async function token(simPort) {
	const answer = await fetch(`http://127.0.0.1:${simPort}/oauth/token`, { method: 'POST',
		headers: { Authorization: `Basic ${btoa('core:secret')}` },
		body: new URLSearchParams({ grant_type: 'client_credentials' }) });

	return (await answer.json()).access_token;
}

async function main(simPort) {
	const front = serve(simPort).listen(0, '127.0.0.1');
	await new Promise((resolve) => front.once('listening', resolve));
	https.request = (options, callback) => http.request({ ...options, protocol: 'http:', agent: undefined,
		host: '127.0.0.1', hostname: '127.0.0.1', port: front.address().port }, callback);
	const sdk = require('purecloud-flow-scripting-api-sdk-javascript');
	const { archSession } = sdk.environment, access = await token(simPort);
	archSession.endTerminatesProcess = false;
	// The session lasts as long as the promise that its callback returns.
	await new Promise((resolve) => {
		archSession.startWithAuthToken('prod_us_east_1', () => { resolve(); return new Promise(() => {}); }, access);
	});
	return new Core(sdk);
}

if (require.main === module) {
	const core = main(Number(process.argv[2]));

	process.on('message', async ({ verb, args }) => {
		try {
			process.send({ value: await (await core)[verb](...args) });
		} catch (error) {
			process.send({ error: String(error?.stack ?? error) });
		}
	});
	process.on('disconnect', () => process.exit());
	process.on('unhandledRejection', () => {}); // the core reports what it rejects, too
}

module.exports = { startCore };

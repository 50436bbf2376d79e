// Every listing that gc-sim serves, asked for with the platform SDK: each page is what the SDK
// declares, and the pages together have every item once.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { checked, login, models } = require('./platform.js');
const { folder, startSim } = require('./sim.js');

const PAGES_MAX = 1000;

// Listings that are asked for by POST, and how they are paged; and those below another object.
const SEARCHES = [
	['ResponseManagementApi', 'postResponsemanagementResponseassetsSearch', 'pageNumber'],
	['TaskManagementApi', 'postTaskmanagementWorkbinsQuery', 'after'],
	['TaskManagementApi', 'postTaskmanagementWorktypesQuery', 'after'],
	['UsersApi', 'postUsersSearch', 'pageNumber'],
	['GroupsApi', 'postGroupsSearch', 'pageNumber'],
];
const BELOW = [
	['IntegrationsApi', 'getIntegrationsSpeechLexBots', 'getIntegrationsSpeechLexBotBotIdAliases'],
	['IntegrationsApi', 'getIntegrationsSpeechLexv2Bots', 'getIntegrationsSpeechLexv2BotBotIdAliases'],
	['IntegrationsApi', 'getIntegrationsSpeechTtsEngines', 'getIntegrationsSpeechTtsEngineVoices'],
	['KnowledgeApi', 'getKnowledgeKnowledgebases', 'getKnowledgeKnowledgebaseDocuments'],
	['ResponseManagementApi', 'getResponsemanagementLibraries', 'getResponsemanagementResponses'],
	['RoutingApi', 'getRoutingEmailDomains', 'getRoutingEmailDomainRoutes'],
];

// What a generated org has none of.
const RARE = ['agenticVirtualAgent', 'attemptLimit', 'callableTimeSet', 'conversationCustomAttributeSchema',
	'conversationSummarySetting', 'customerSegment', 'dialogflowCXAgent', 'did',
	'knowledgeBaseDocument', 'knowledgeSetting', 'lexBot', 'lexBotAlias', 'lexV2Bot',
	'lexV2BotAlias', 'recordingPolicy', 'webDeployment'];

// The SDK's methods that get something and need no argument.
function* getters() {
	for (const [api, methods] of Object.entries(models.methods))
		for (const [name, { parameters }] of Object.entries(methods))
			if (name.startsWith('get') && parameters.startsWith('opts?'))
				yield { name, ask: (options) => checked(api)[name](options) };
}

// How a method is paged, by the options that it takes.
const pagingOf = (name) => ['pageNumber', 'after'].find((option) => models.takes(name, option));

const itemsOf = (answer) => answer.entities ?? answer.results ?? [];

// All items of a listing, pageSize at a time, by page number.
async function byNumber(ask, pageSize) {
	const items = [];
	let answer, pageNumber = 0;

	do {
		answer = await ask({ pageSize, pageNumber: ++pageNumber });
		items.push(...itemsOf(answer));
	} while (pageNumber < (answer.pageCount ?? 1) && pageNumber < PAGES_MAX);
	assert.strictEqual(items.length, answer.total, 'total');
	return items;
}

// The same by cursor, which is in nextUri or in the answer itself.
async function byCursor(ask, pageSize) {
	const items = [];
	let after, answer, pages = 0;

	do {
		answer = await ask({ pageSize, ...(after && { after }) });
		items.push(...itemsOf(answer));
		after = answer.after ?? (answer.nextUri &&
			new URL(answer.nextUri, 'http://localhost').searchParams.get('after'));
	} while (after && ++pages < PAGES_MAX);
	return items;
}

// Small pages have the items of large ones, each once.
async function agrees(ask, paging) {
	const pages = paging === 'after' ? byCursor : byNumber;
	const small = (await pages(ask, 7)).map((item) => item.id);
	const large = (await pages(ask, 100)).map((item) => item.id);

	assert.deepStrictEqual(small, large);
	assert.strictEqual(new Set(small).size, small.length, 'an item is there twice');
}

// Asks this org for every listing; one that gc-sim does not serve is a 404.
async function sweep(t, sim) {
	await login(sim);
	for (const { name, ask } of getters()) {
		const failure = await ask().then(() => null, (error) => error);

		if (failure?.status !== 404)
			await t.test(name, async () => {
				if (failure !== null)
					throw failure;
				if (pagingOf(name) !== undefined)
					await agrees(ask, pagingOf(name));
			});
	}
	for (const [api, name, paging] of SEARCHES)
		await t.test(name, () => agrees((options) => checked(api)[name](options), paging));
	for (const [api, parents, name] of BELOW)
		await t.test(name, async () => {
			for (const { id } of itemsOf(await checked(api)[parents]({ pageSize: 100 })))
				await agrees((options) => checked(api)[name](id, options), pagingOf(name));
		});
}

test('every listing of a generated org', async (t) => {
	const sim = await startSim(t, '--flows', '60');
	const asked = async () => Object.keys(JSON.parse(await sim.control('GET', 'stats')).paths);

	await sweep(t, sim);
	await t.test('gc-list asks for nothing that the SDK has not asked for', async () => {
		const sdk = await asked();

		await sim.control('DELETE', 'stats');
		sim.run('gc-list', ['all']);
		assert.deepStrictEqual((await asked()).filter((path) => !sdk.includes(path)), []);
	});
});

// The objects of such an org come from flows and inventories: what these do not say, gc-sim adds.
test('every listing of an org that was read from records', async (t) => {
	const first = await startSim(t, '--flows', '10');
	const file = path.join(folder(t), 'records.ndjson');
	const flows = first.run('gc-get', [], { input: first.run('gc-list', ['flow']) });
	const objects = RARE.flatMap((type) => [...Array(9).keys()].map((i) =>
		JSON.stringify({ kind: 'object', org: 'o', type, id: `${type}-${i}`, name: `${type} ${i}` })));

	fs.writeFileSync(file, `${flows}${objects.join('\n')}\n`);
	await sweep(t, await startSim(t, '--from', file));
});

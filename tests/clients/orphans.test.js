// Flows from which gc-strip --orphans took actions out: Architect's core opens them, and finds nothing
// wrong with them that was not wrong before.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { startCore } = require('./core.js');
const { CORPUS, isKnown, lines, objects, put } = require('./records.js');
const { folder, startSim } = require('./sim.js');

const OPTIONS = [[], ['--orphan-terminal=disconnect', '--orphan-path=failure', '--orphan-path=success',
	'--orphan-path=notFound']];
const MODULE = /Invalid action model/; // an action that the core is too old for

// The flow without one of the objects of its manifest at a time: what gc-strip does not withhold.
function variants(sim, record, dir) {
	const entries = Object.values(record.configuration.manifest).flat().filter(({ name }) => name !== undefined);

	return entries.flatMap(({ id }, i) => OPTIONS.flatMap((options, k) => {
		const list = path.join(dir, 'orphans');
		fs.writeFileSync(list, lines([{ kind: 'ref', id, reason: 'not in inventory' }]));
		let out;
		try {
			out = sim.records('gc-strip', ['--orphans', list, ...options], { input: lines([record]) });
		} catch (error) {
			assert.match(error.message, /exit 1\n/);
			return [];
		}
		return [{ ...out[0], name: `${record.name} ${i} ${k}`.slice(-200) }];
	}));
}

// What the core puts into the manifest, of what ours has: it is too old to know all types.
function both(core, ours) {
	return Object.fromEntries(Object.entries(core)
		.map(([type, entries]) => [type, entries.filter((entry) => ours[type]?.includes(entry))])
		.filter(([, entries]) => entries.length > 0));
}

const actionsOf = (configuration) => configuration.flowSequenceItemList.flatMap(({ actionList, menuChoiceList }) =>
	[...actionList ?? [], ...(menuChoiceList ?? []).map(({ action }) => action)].map(({ id }) => id)).sort();

const errorsIn = (issues) => new Set(issues.flatMap(({ trackingId, errors }) =>
	errors.map((text) => `${trackingId} ${text}`)));

// Opens each variant, and holds it against the flow that it comes from. How many were opened.
async function checkAll(t, sim, core, records) {
	let opened = 0;

	for (const record of records) {
		const failure = await core.load(record.type.toLowerCase(), record.id).catch((error) => error);
		if (MODULE.test(failure?.message))
			continue;
		assert.strictEqual(failure, undefined);
		const before = errorsIn(await core.validate());
		const manifest = objects((await core.configuration()).manifest);
		const less = variants(sim, record, folder(t)), ids = put(sim, less);

		for (const [i, { type, name, configuration }] of less.entries())
			await t.test(name, async () => {
				await core.load(type.toLowerCase(), ids[i]);
				const added = [...errorsIn(await core.validate())].filter((error) => !before.has(error));
				assert.deepStrictEqual(added, []);
				const seen = await core.configuration();
				assert.deepStrictEqual(actionsOf(seen), actionsOf(configuration));
				assert.deepStrictEqual(objects(seen.manifest), both(manifest, objects(configuration.manifest)));
				opened++;
			});
	}
	return opened;
}

test('generated flows without some of their objects', async (t) => {
	const sim = await startSim(t, '--flows', '20', '--job-time', '0'), core = startCore(t, sim);
	const flows = sim.records('gc-list', ['flow']).filter(isKnown);

	assert.ok(await checkAll(t, sim, core, sim.records('gc-get', [], { input: lines(flows) })) > 0);
});

test('real flows without some of their objects', { skip: !fs.existsSync(CORPUS) && 'no corpus: set GC_CORPUS' }, async (t) => {
	const sim = await startSim(t, '--from', CORPUS, '--job-time', '0'), core = startCore(t, sim);
	const flows = sim.records('gc-list', ['flow']).filter(isKnown);

	assert.ok(await checkAll(t, sim, core, sim.records('gc-get', [], { input: lines(flows) })) > 0);
});

// Architect's core against gc-sim and our programs: what it reads, writes and makes of a flow.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { startCore } = require('./core.js');
const { CORPUS, KNOWN, errorsOf, got, isKnown, lines, listed, objects, put } = require('./records.js');
const { folder, startSim } = require('./sim.js');

const ORG = ['--flows', '20', '--job-time', '0'];

const first = (sim, type) => sim.records('gc-list', [type])[0].name;

// A flow that the core makes of objects of the org, saved: its id.
async function make(sim, core, name) {
	await core.make(name, { queue: first(sim, 'queue'), skill: first(sim, 'acdSkill'),
		wrapupCode: first(sim, 'acdWrapupCode') });
	return core.save();
}

// The flows as they have to be in another org: plan and remap.
function remapped(records, source, target, dir) {
	const file = (name, text) => { fs.writeFileSync(path.join(dir, name), text); return path.join(dir, name); };
	const refs = source.run('gc-refs', [], { input: lines(records) });
	const map = file('map', source.run('gc-plan', ['--target', file('target', target.run('gc-list', ['all'])),
		'--source', file('source', source.run('gc-list', ['all']))], { input: refs }));

	return source.records('gc-remap', [map], { input: lines(records) });
}

test('a flow that the core makes is saved, checked in and published', async (t) => {
	const sim = await startSim(t, ...ORG), core = startCore(t, sim);
	const id = await make(sim, core, 'Made by the core');

	assert.deepStrictEqual(got(sim, id).configuration, await core.configuration());
	assert.deepStrictEqual(errorsOf(await core.validate()), []);
	await core.checkIn();
	assert.strictEqual(listed(sim, id).checkedInVersion.id, '1.0');
	await core.checkOut();
	await core.publish();
	assert.strictEqual(listed(sim, id).publishedVersion.id, '2.0');
});

// The record as an i3 file that gc-save writes, imported by the core, validated and saved: that flow's record.
async function imported(sim, core, record, name, dir) {
	sim.run('gc-save', ['--format', 'i3', dir], { input: lines([record]) });
	await core.import('inboundcall', name, path.join(dir, 'INBOUNDCALL', `${record.name}.i3InboundFlow`));
	assert.deepStrictEqual(errorsOf(await core.validate()), []);
	return got(sim, await core.save());
}

test("the core imports what gc-save wrote, and its saved body and gc-put's are equal", async (t) => {
	const sim = await startSim(t, ...ORG), core = startCore(t, sim), dir = folder(t);
	const made = got(sim, await make(sim, core, 'Original'));
	// An import gives the default prompts of a flow that was just made their ids: later ones change nothing.
	const record = await imported(sim, core, made, 'Complete', path.join(dir, 'made'));
	const theirs = await imported(sim, core, record, 'Imported', path.join(dir, 'complete'));
	const ours = got(sim, put(sim, [{ ...record, name: 'Put' }])[0]).configuration;

	assert.strictEqual(ours.name, 'Put'); // the flow's own, whatever the record's body says
	assert.deepStrictEqual({ ...ours, name: 'Imported' }, theirs.configuration);
	await core.publish();
});

test('after gc-remap the core sees the same issues, and the manifest that gc-remap wrote', async (t) => {
	const here = await startSim(t, ...ORG), there = await startSim(t, ...ORG, '--org', 'Elsewhere');
	const coreHere = startCore(t, here), coreThere = startCore(t, there);
	const ids = here.records('gc-list', ['flow']).filter(isKnown)
		.map(({ id }) => id);
	const records = [], issues = [];

	// In the core's own spelling: it leaves out what it is too old to know.
	for (const id of [...ids, await make(here, coreHere, 'Made by the core')]) {
		const record = got(here, id);
		await coreHere.load(record.type.toLowerCase(), id);
		issues.push(await coreHere.validate());
		records.push({ ...record, configuration: await coreHere.configuration() });
	}
	const moved = remapped(records, here, there, folder(t));
	const movedIds = put(there, moved);
	const manifests = (list) => list.map(({ configuration }) => configuration.manifest);

	assert.notDeepStrictEqual(manifests(moved), manifests(records));
	for (const [i, record] of moved.entries())
		await t.test(record.name, async () => {
			await coreThere.load(record.type.toLowerCase(), movedIds[i]);
			assert.deepStrictEqual(await coreThere.validate(), issues[i]);
			assert.deepStrictEqual((await coreThere.configuration()).manifest, record.configuration.manifest);
		});
});

test("the core opens gc-put's stubs", async (t) => {
	const sim = await startSim(t, ...ORG), core = startCore(t, sim);
	const { configuration } = got(sim, await make(sim, core, 'Original'));
	const opened = [...KNOWN, 'inboundemail'], imported = ['inboundshortmessage', 'surveyinvite'];
	const ids = put(sim, [...opened, ...imported].map((type) => ({ type: type.toUpperCase(),
		name: `A stub: ${type}`, configuration: { ...configuration, type } })), '--stubs');

	for (const [i, type] of opened.entries()) {
		await core.load(type, ids[i]);
		assert.deepStrictEqual(errorsOf(await core.validate()), [], type);
	}
	for (const [i, type] of imported.entries()) { // types that the core makes and does not load
		const file = path.join(folder(t), 'stub');
		fs.writeFileSync(file, JSON.stringify(got(sim, ids[opened.length + i]).configuration));
		await core.import(type, `Import of a stub: ${type}`, file);
		assert.strictEqual((await core.configuration()).type, type);
	}
});

test('gc-put completes a manifest as the core writes it', async (t) => {
	const sim = await startSim(t, ...ORG), core = startCore(t, sim);
	const { manifest, ...configuration } = got(sim, await make(sim, core, 'Original')).configuration;
	const [id] = put(sim, [{ type: 'INBOUNDCALL', name: 'Completed', configuration }], '--manifest=complete');

	const ours = got(sim, id).configuration.manifest;

	assert.deepStrictEqual(ours, manifest);
	assert.deepStrictEqual(Object.keys(ours), Object.keys(manifest));
});

test('of real flows the core makes the manifest that they have', { skip: !fs.existsSync(CORPUS) && 'no corpus: set GC_CORPUS' }, async (t) => {
	const sim = await startSim(t, '--from', CORPUS, '--job-time', '0'), core = startCore(t, sim);
	const flows = sim.records('gc-list', ['flow']).filter(isKnown);

	for (const record of sim.records('gc-get', [], { input: lines(flows) }))
		await t.test(record.name, async (t) => {
			const failure = await core.load(record.type.toLowerCase(), record.id).catch((error) => error);

			if (/Invalid action model/.test(failure?.message))
				return t.skip('an action that the core is too old for');
			assert.strictEqual(failure, undefined);
			await core.validate();
			assert.deepStrictEqual(objects((await core.configuration()).manifest), objects(record.configuration.manifest));
		});
});

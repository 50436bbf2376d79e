// records.js - flow records of a rehearsal org, and what Architect's core knows of them.
'use strict';
const assert = require('node:assert');
const path = require('node:path');

// Flow types that the core knows, as old as it is; and what its manifests do not have: speech
// engines, and prompts of the platform, which gc-sim does not list with their texts.
const KNOWN = ['inboundcall', 'outboundcall', 'securecall', 'inqueuecall'];
const LEFT_OUT = ['ttsEngine', 'ttsVoice', 'systemPrompt'];

// Real flows, which are not part of the project.
const CORPUS = path.join(process.env.GC_CORPUS ?? path.resolve(__dirname, '../../../shared/corpus'), 'json');

const lines = (records) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const errorsOf = (issues) => issues.filter(({ errors }) => errors.length > 0);
const isKnown = ({ type }) => KNOWN.includes(type.toLowerCase());

function listed(sim, id) {
	return sim.records('gc-list', ['flow']).find((flow) => flow.id === id);
}

function got(sim, id) {
	return sim.records('gc-get', [], { input: lines([listed(sim, id)]) })[0];
}

// Puts flows by type and name, as records that belong to no org; the ids that they have then, in the
// order of the records.
function put(sim, records, ...options) {
	const bare = records.map(({ type, name, configuration }) => ({ kind: 'flow', type, name, configuration }));

	return sim.records('gc-put', ['-j', '1', ...options], { input: lines(bare) }).map(({ flow, status }) => {
		assert.strictEqual(status, 'done');
		return flow.id;
	});
}

// Which objects of each type a manifest has, in any order.
function objects(manifest) {
	return Object.fromEntries(Object.entries(manifest)
		.filter(([type, entries]) => !LEFT_OUT.includes(type) && entries.length > 0)
		.map(([type, entries]) => [type, entries.map(({ id, name }) => `${id} ${name}`).sort()]));
}

module.exports = { CORPUS, KNOWN, errorsOf, got, isKnown, lines, listed, objects, put };

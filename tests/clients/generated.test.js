// The flows that gc-sim generates, as Architect's core sees them: it opens and imports each and has
// nothing to say, but for what is the core's own: it is too old for some actions, offers others in
// few types of flows only, and an import does not look up prompts and scripts (with real flows it says the
// same).
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { startCore } = require('./core.js');
const { isKnown, lines } = require('./records.js');
const { folder, startSim } = require('./sim.js');

const FLOWS = '60';
const TOO_NEW = ['AddFlowMilestoneAction', 'CallAudioConnectorAction', 'CallBotFlowAction',
	'CallCommonModuleAction', 'CallDialogflowBotAction', 'CallSecureFlowAction', 'FindQueueAction'];
const NOT_OFFERED = ['DataTableLookupAction', 'EvaluateScheduleAction', 'EvaluateScheduleGroupAction',
	'SetFlowOutcomeAction', 'SetWrapupCodeAction'];

// What it says of every flow of some kind, whatever the flow is like. An org has no bridge servers.
const OPENING = [/^Transfer will not occur until flow '.*' is published\.$/,
	/^No phone number found for the selected group\./, /^The selected Bridge action could not be found\.$/];
const IMPORTING = [...OPENING, /^on_hold_music could not be found$/,
	/^The selected screen pop script could not be found\.$/];

// The type of each node of a flow, by its tracking id.
function nodeTypes(value, types = {}) {
	if (value !== null && typeof value === 'object') {
		if (value.trackingId !== undefined)
			types[value.trackingId] = value.__type;
		Object.values(value).forEach((one) => nodeTypes(one, types));
	}
	return types;
}

// What the core says of this flow that it should not.
function complaints(configuration, issues, expected) {
	const types = nodeTypes(configuration.flowSequenceItemList);
	const isAny = (actions) => Object.values(types).some((type) => actions.includes(type));
	const allowed = [...expected];

	if (isAny(TOO_NEW)) // the variables that only such an action uses
		allowed.push(/^The variable '.*' is not used\.$/);
	if (configuration.manifest?.userPrompt.length > 0 && expected === IMPORTING)
		allowed.push(/^Error in sequence item \d+ for /);
	return issues.filter(({ trackingId }) => ![...TOO_NEW, ...NOT_OFFERED].includes(types[trackingId]))
		.flatMap(({ name, errors, warnings }) => [...errors, ...warnings]
			.filter((text) => !allowed.some((one) => one.test(text)))
			.map((text) => `${name}: ${text}`));
}

for (const seed of ['1', '2'])
	test(`the core has nothing to say of generated flows, seed ${seed}`, async (t) => {
		const sim = await startSim(t, '--flows', FLOWS, '--seed', seed, '--job-time', '0');
		const core = startCore(t, sim), file = path.join(folder(t), 'flow');
		const flows = sim.records('gc-list', ['flow']).filter(isKnown);

		assert.ok(flows.length > 10);
		for (const { id, name, type, configuration } of sim.records('gc-get', [], { input: lines(flows) }))
			await t.test(name, async (t) => {
				const failure = await core.load(type.toLowerCase(), id).catch((error) => error);

				if (/Invalid action model/.test(failure?.message))
					return t.skip('an action that the core is too old for');
				assert.strictEqual(failure, undefined);
				assert.deepStrictEqual(complaints(configuration, await core.validate(), OPENING), []);
				fs.writeFileSync(file, JSON.stringify(configuration));
				await core.import(type.toLowerCase(), `Import of ${id}`, file);
				assert.deepStrictEqual(complaints(configuration, await core.validate(), IMPORTING), []);
			});
	});

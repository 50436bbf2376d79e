// The flows that gc-sim generates, as Architect's core sees them: it opens and imports each and has
// nothing to say, but for what is the core's own: it is too old for some actions, offers others in
// few types of flows only, and an import does not look up prompts and scripts (with real flows it says the
// same). Calls and e-mail are opened and imported; messages and survey invites are only imported: the
// core makes such flows, but its loader refuses both types. It knows the words workflow and speech, and
// can neither open nor make such flows; it knows no other type.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { startCore } = require('./core.js');
const { KNOWN, isKnown, lines } = require('./records.js');
const { folder, startSim } = require('./sim.js');

const OPENED = [...KNOWN, 'inboundemail'], IMPORTED = ['inboundshortmessage', 'surveyinvite'];
const NAMED = [...IMPORTED, 'speech', 'workflow'];

const TOO_NEW = ['AddFlowMilestoneAction', 'CallAudioConnectorAction', 'CallBotFlowAction',
	'CallCommonModuleAction', 'CallDialogflowBotAction', 'CallDigitalBotFlowAction', 'CallSecureFlowAction',
	'FindQueueAction', 'SendNotificationAction', 'SendResponseAction'];
const NOT_OFFERED = ['DataTableLookupAction', 'EvaluateScheduleAction', 'EvaluateScheduleGroupAction',
	'SetFlowOutcomeAction', 'SetWrapupCodeAction'];

// What it says of every flow of some kind, whatever the flow is like. An org has no bridge servers.
const OPENING = [/^Transfer will not occur until flow '.*' is published\.$/,
	/^No phone number found for the selected group\./, /^The selected Bridge action could not be found\.$/];
const IMPORTING = [...OPENING, /^on_hold_music could not be found$/,
	/^The selected (screen pop|email) script could not be found\.$/,
	/^The 'Transfer to Flow' action is not available in a 'Inbound Email Flow'$/];

// Its own list of actions, from a time when messages and survey invites had few; no server's is known.
const NOT_YET = [/^The flow type of '.*' is not available\.$/,
	/^The '.*' action is not available in a 'Inbound Message Flow'$/,
	/^The '.*' action is not available in a 'Survey Invite Flow'$/];

// The type of each node of a flow, by its tracking id.
function nodeTypes(value, types = {}) {
	if (value !== null && typeof value === 'object') {
		if (value.trackingId !== undefined)
			types[value.trackingId] = value.__type;
		Object.values(value).forEach((one) => nodeTypes(one, types));
	}
	return types;
}

const typesOf = ({ flowSequenceItemList }) => nodeTypes(flowSequenceItemList);
const isTooNew = (configuration) => Object.values(typesOf(configuration)).some((type) => TOO_NEW.includes(type));

// What the core says of this flow that it should not. An action that it does not know it takes for
// another one, or as none: variables that only such an action uses are not used, and what follows one
// that it takes for an end is not reached.
function complaints(configuration, issues, expected) {
	const types = typesOf(configuration), allowed = [...expected];
	const texts = issues.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
	const isNotYet = texts.some((text) => NOT_YET.some((one) => one.test(text)));

	if (isTooNew(configuration) || isNotYet)
		allowed.push(/^The variable '.*' is not used\.$/);
	if (isTooNew(configuration) && expected !== OPENING)
		allowed.push(/^This action is unreachable$/);
	if (configuration.manifest?.userPrompt.length > 0 && expected !== OPENING)
		allowed.push(/^Error in sequence item \d+ for /);
	return issues.filter(({ trackingId }) => ![...TOO_NEW, ...NOT_OFFERED].includes(types[trackingId]))
		.flatMap(({ name, errors, warnings }) => [...errors, ...warnings]
			.filter((text) => !allowed.some((one) => one.test(text)))
			.map((text) => `${name}: ${text}`));
}

// Opens and imports a flow, as far as the core can; a reason where it is too old for the flow, or none.
async function tryFlow(core, { id, type, configuration }, file) {
	const word = type.toLowerCase(), isImportedOnly = IMPORTED.includes(word);
	const tooOld = ({ message }) => /Invalid action model|Failed to load the flow/.test(message) &&
		isTooNew(configuration);
	const attempt = (action) => action().then(() => false, (error) => {
		if (!tooOld(error))
			throw error;
		return true;
	});

	if (!isImportedOnly) {
		if (await attempt(() => core.load(word, id)))
			return 'an action that the core is too old for';
		assert.deepStrictEqual(complaints(configuration, await core.validate(), OPENING), []);
	}
	fs.writeFileSync(file, JSON.stringify(configuration));
	if (await attempt(() => core.import(word, `Import of ${id}`, file)))
		return 'an action that the core is too old for';
	assert.deepStrictEqual(complaints(configuration, await core.validate(),
		isImportedOnly ? [...IMPORTING, ...NOT_YET] : [...IMPORTING]), []);
	return undefined;
}

for (const [seed, flows, what, isWanted] of [['1', '60', 'calls', isKnown], ['2', '60', 'calls', isKnown],
	['1', '300', 'e-mail, messages, survey invites', isOther], ['2', '300', 'e-mail, messages, survey invites', isOther]])
	test(`the core has nothing to say of generated flows: ${what}, seed ${seed}`, async (t) => {
		const sim = await startSim(t, '--flows', flows, '--seed', seed, '--job-time', '0');
		const core = startCore(t, sim), file = path.join(folder(t), 'flow');
		const wanted = sim.records('gc-list', ['flow']).filter(isWanted);
		let tried = 0;

		for (const flow of sim.records('gc-get', [], { input: lines(wanted) }))
			await t.test(flow.name, async (t) => {
				const reason = await tryFlow(core, flow, file);

				if (reason !== undefined)
					t.skip(reason);
				else
					tried++;
			});
		assert.ok(tried > 10, `${tried} flows`);
	});

function isOther({ type }) {
	return [...OPENED, ...IMPORTED].includes(type.toLowerCase()) && !isKnown({ type });
}

test('flows of other types: why the core cannot open them', async (t) => {
	const sim = await startSim(t, '--flows', '60', '--job-time', '0');
	const core = startCore(t, sim), makes = (await core.makes()).map((name) => name.toLowerCase());
	const flows = new Map(sim.records('gc-list', ['flow']).map(({ id, type }) => [type.toLowerCase(), id]));

	assert.ok(flows.size > 15);
	assert.deepStrictEqual(makes.sort(), [...OPENED, ...IMPORTED].sort());
	for (const [type, id] of flows)
		if (!OPENED.includes(type))
			await assert.rejects(core.load(type, id), NAMED.includes(type)
				? new RegExp(`unsupported flow type value of '${type}'`)
				: new RegExp(`the string value '${type}' is not one of the following values`));
});

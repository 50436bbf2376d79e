// The life of a flow, with the platform SDK: read, written, exported and imported. What the calls
// are and in which order Architect makes them is what gc-put relies on.
'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');
const { checked, login } = require('./platform.js');
const { startSim } = require('./sim.js');

const WAIT_MS = 30000, POLL_MS = 20;
const architect = checked('ArchitectApi');

// Asks again until the answer is `good`.
async function until(ask, good) {
	const deadline = Date.now() + WAIT_MS;
	let answer = await ask();

	for (; !good(answer); answer = await ask()) {
		assert.ok(Date.now() < deadline, `not done in time: ${JSON.stringify(answer).slice(0, 200)}`);
		await sleep(POLL_MS);
	}
	return answer;
}

// The flow when the operation that a POST answered with is complete.
async function done(operation, flowId) {
	const flow = await until(() => architect.getFlow(flowId),
		({ currentOperation }) => currentOperation?.id === operation.id && currentOperation.complete);

	assert.strictEqual(flow.currentOperation.actionStatus, 'SUCCESS');
	return flow;
}

const jobDone = (job) => ['Success', 'Failure'].includes(job.status);

// What a call fails with: its status and code.
const failure = (promise) => promise.then(() => null, ({ status, code }) => ({ status, code }));

async function allFlows() {
	return (await architect.getFlows({ pageSize: 100 })).entities;
}

// A flow of the org to copy: small, and of a type that can be created.
async function sample() {
	const flow = (await allFlows()).find(({ type, publishedVersion }) =>
		type === 'INBOUNDCALL' && publishedVersion !== undefined);

	return architect.getFlowLatestconfiguration(flow.id);
}

test('every flow, its versions and their configurations', async (t) => {
	await login(await startSim(t, '--flows', '20'));
	for (const listed of await allFlows())
		await t.test(listed.name, async () => {
			const flow = await architect.getFlow(listed.id);
			const versions = await architect.getFlowVersions(flow.id, { pageSize: 100 });
			const newest = versions.entities.find(({ id }) => id === flow.checkedInVersion?.id);

			assert.deepStrictEqual(flow, listed);
			for (const { id } of versions.entities) {
				await architect.getFlowVersion(flow.id, id);
				await architect.getFlowVersionConfiguration(flow.id, id);
			}
			if (newest !== undefined && flow.savedVersion === undefined)
				assert.deepStrictEqual(await architect.getFlowLatestconfiguration(flow.id),
					await architect.getFlowVersionConfiguration(flow.id, newest.id));
			if (flow.publishedVersion !== undefined)
				assert.strictEqual((await architect.getFlowVersion(flow.id, 'published')).id,
					flow.publishedVersion.id);
		});
});

test('a flow is created, saved, checked in, published and deleted', async (t) => {
	await login(await startSim(t, '--flows', '10', '--job-time', '50'));
	const configuration = await sample();
	const made = await architect.postFlows({ name: 'Made by the SDK', type: 'inboundcall', description: '' });

	// The maker has the lock: no checkout before the first save.
	assert.strictEqual(made.type, 'INBOUNDCALL');
	assert.ok(made.lockedClient ?? made.lockedUser, 'the new flow is not locked');
	await architect.postFlowVersions(made.id, configuration);
	await architect.postFlowVersions(made.id, configuration);
	assert.match((await architect.getFlow(made.id)).savedVersion.id, /^saved_version_/);

	// Two saves and a check-in are one version, and the lock is gone.
	const checkedIn = await done(await architect.postFlowsActionsCheckin(made.id), made.id);
	assert.strictEqual(checkedIn.checkedInVersion.id, '1.0');
	assert.strictEqual(checkedIn.savedVersion, undefined);
	assert.strictEqual(checkedIn.lockedClient ?? checkedIn.lockedUser, undefined);
	assert.strictEqual((await failure(architect.postFlowVersions(made.id, configuration))).status, 409);

	// Publishing checks in what was saved.
	await architect.postFlowsActionsCheckout(made.id);
	await architect.postFlowVersions(made.id, configuration);
	const published = await done(await architect.postFlowsActionsPublish(made.id), made.id);
	assert.strictEqual(published.publishedVersion.id, '2.0');
	assert.deepStrictEqual(await architect.getFlowVersionConfiguration(made.id, '2.0'), configuration);

	assert.strictEqual((await architect.putFlow(made.id, { name: 'Renamed by the SDK',
		type: 'inboundcall', description: 'text' })).name, 'Renamed by the SDK');
	await architect.postFlowsActionsCheckout(made.id);
	assert.strictEqual((await architect.postFlowsActionsUnlock(made.id)).lockedClient, undefined);
	assert.strictEqual((await architect.postFlowsActionsDeactivate(made.id)).active, false);
	await architect.deleteFlow(made.id);
	assert.strictEqual((await failure(architect.getFlow(made.id))).status, 404);
});

test('names, locks and what is not there', async (t) => {
	const sim = await startSim(t, '--flows', '10', '--job-time', '0');
	await login(sim, 'one-client');
	const flow = { name: 'Lock me', type: 'inboundcall', description: '' };
	const made = await architect.postFlows(flow);

	await architect.postFlowVersions(made.id, await sample());
	assert.deepStrictEqual(await failure(architect.postFlows({ ...flow, name: 'LOCK ME' })),
		{ status: 409, code: 'architect.flow.already.exists' });
	for (const name of ['a/b', '---', 'x-debug', 'n'.repeat(201)])
		assert.strictEqual((await failure(architect.postFlows({ ...flow, name }))).status, 400, name);
	assert.strictEqual((await failure(architect.getFlowVersion(made.id, 'published'))).status, 404);

	const names = async (options) => (await architect.getFlows(options)).entities.map(({ name }) => name);
	assert.deepStrictEqual(await names({ name: 'lock me' }), ['Lock me']);
	assert.deepStrictEqual(await names({ name: 'lock' }), []);
	assert.deepStrictEqual(await names({ name: 'lock*' }), ['Lock me']);
	assert.deepStrictEqual(await names({ name: '*ock* *me*' }), ['Lock me']);
	assert.ok((await names({ type: ['inboundcall', 'workflow'], pageSize: 100 })).includes('Lock me'));

	await login(sim, 'other-client');
	for (const call of [() => architect.postFlowsActionsCheckout(made.id), () => architect.deleteFlow(made.id)])
		assert.strictEqual((await failure(call())).status, 409);
});

test('export, import and validate jobs', async (t) => {
	const sim = await startSim(t, '--flows', '10', '--job-time', '50');
	await login(sim);
	const flow = (await allFlows()).find(({ publishedVersion }) => publishedVersion !== undefined);

	const registered = await architect.postFlowsExportJobs({
		flows: [{ flow: { id: flow.id }, fileName: 'one', exportType: 'Yaml' }] });
	const exported = await until(
		() => architect.getFlowsExportJob(registered.id, { expand: ['messages'] }), jobDone);
	assert.strictEqual(exported.status, 'Success');
	const yaml = await (await fetch(exported.downloadUrl)).text();

	const validation = await architect.postFlowsValidateJobs({ flows: [{ flow: { id: flow.id } }] });
	assert.strictEqual((await until(
		() => architect.getFlowsValidateJob(validation.id, { expand: ['messages'] }), jobDone)).status, 'Success');

	const job = await architect.postFlowsJobs({ body: {} });
	const put = await fetch(job.presignedUrl, { method: 'PUT', headers: job.headers,
		body: yaml.replace(/^( *name: ).*$/m, '$1"Imported by the SDK"') });
	assert.ok(put.ok, `upload: ${put.status}`);
	const imported = await until(() => architect.getFlowsJob(job.id, { expand: ['messages'] }), jobDone);
	assert.strictEqual(imported.status, 'Success', JSON.stringify(imported.messages));
	assert.strictEqual((await architect.getFlow(imported.flow.id)).name, 'Imported by the SDK');
});

test('dependency tracking: one object, and its type', async (t) => {
	const sim = await startSim(t, '--flows', '20');
	await login(sim);
	const { id, name, type, publishedVersion: version } =
		(await allFlows()).find((flow) => flow.publishedVersion !== undefined && flow.type === 'INBOUNDCALL');
	const objectType = `${type}FLOW`;
	const used = (await architect.getArchitectDependencytrackingConsumedresources(id, version.id, objectType,
		{ pageSize: 100 })).entities;
	const object = await architect.getArchitectDependencytrackingObject(id,
		{ version: version.id, objectType, consumedResources: true, consumingResources: true });

	assert.strictEqual(object.name, name);
	assert.deepStrictEqual(object.consumedResources, used);
	assert.strictEqual((await architect.getArchitectDependencytrackingType(objectType)).versioned, true);
	assert.ok((await architect.getArchitectDependencytracking(name)).entities.some((one) => one.id === id));
});

test("a data table's rows by an export job", async (t) => {
	const sim = await startSim(t, '--flows', '10', '--job-time', '50');
	await login(sim);
	const [{ id }] = (await architect.getFlowsDatatables()).entities;
	const job = await architect.postFlowsDatatableExportJobs(id);
	const done = await until(() => architect.getFlowsDatatableExportJob(id, job.id),
		({ status }) => status !== 'Processing');

	assert.strictEqual(done.status, 'Succeeded');
	assert.match(await (await fetch(done.downloadURI)).text(), /^key,/);
});

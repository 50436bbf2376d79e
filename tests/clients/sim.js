// sim.js - a rehearsal org, and our programs run against it. Everything that a test starts or
// writes is gone at its end.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const BUILD = process.env.BUILD ?? path.resolve(__dirname, '../../build');
const START_MS = 60000, RUN_MS = 60000;

// A folder that is removed at the end of the test `t`.
function folder(t) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gc-clients-'));

	t.after(() => fs.rmSync(dir, { recursive: true, force: true }));
	return dir;
}

class Sim {
	constructor(dir, port) {
		Object.assign(this, { dir, port });
	}

	// Runs one of our programs against this org; an exit code other than `expect` is an error.
	run(program, args, { input = '', expect = 0 } = {}) {
		const done = spawnSync(path.join(BUILD, program), args, {
			input, encoding: 'utf8', timeout: RUN_MS, maxBuffer: 1 << 28,
			env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: this.dir,
				GENESYSCLOUD_REGION: `localhost:${this.port}`,
				GENESYSCLOUD_OAUTHCLIENT_ID: 'our-client',
				GENESYSCLOUD_OAUTHCLIENT_SECRET: 'secret' },
		});

		if (done.status !== expect)
			throw new Error(`${program} ${args.join(' ')}: ` +
				`${done.error ?? `exit ${done.status}`}\n${done.stderr}`);
		return done.stdout;
	}

	// The same, with its standard output as records.
	records(program, args, options) {
		return this.run(program, args, options).split('\n').filter(Boolean).map((line) => JSON.parse(line));
	}

	// A request to the org's controls, such as ('POST', 'clock', '60000').
	async control(method, what, body) {
		const answer = await fetch(`http://127.0.0.1:${this.port}/sim/${what}`, { method, body });

		if (!answer.ok)
			throw new Error(`/sim/${what}: ${answer.status}`);
		return answer.text();
	}
}

// Starts gc-sim with these options on a free port; it ends with the test `t`.
async function startSim(t, ...options) {
	const dir = folder(t), file = path.join(dir, 'port');
	const child = spawn(path.join(BUILD, 'gc-sim'),
		['--quiet', '--port', '0', '--port-file', file, ...options],
		{ stdio: ['ignore', 'ignore', 'inherit'] });
	const ended = new Promise((resolve) => child.on('close', resolve));
	const deadline = Date.now() + START_MS;

	t.after(() => { child.kill(); return ended; });
	while (!fs.existsSync(file)) {
		if (child.exitCode !== null || Date.now() > deadline)
			throw new Error('gc-sim does not start');
		await sleep(20);
	}
	return new Sim(dir, Number(fs.readFileSync(file, 'utf8')));
}

module.exports = { folder, startSim };

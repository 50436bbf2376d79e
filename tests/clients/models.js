// models.js - what the platform SDK's type declarations say about the service's answers: which
// members an object has, which of them are required, and their types. All of it is read off the
// SDK's index.d.ts, and is always as new as the SDK itself.
'use strict';
const fs = require('node:fs');

const INTERFACE = /^\texport interface (\w+) \{/;
const MEMBER = /^\t\t"([^"]+)"(\?)?: (.*);$/;
const CLASS = /^declare class (\w+Api) \{/;
const METHOD = /^\s+(\w+)\((.*)\): Promise<(.*)>;$/;

// { interfaces: {Flow: {name: {type, required}, …}}, methods: {ArchitectApi: {getFlow: {parameters, type}}} }
function read(file) {
	const interfaces = {}, methods = {};
	let members, api, found;

	for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
		if ((found = INTERFACE.exec(line)) !== null)
			members = interfaces[found[1]] = new Map();
		else if ((found = MEMBER.exec(line)) !== null && members !== undefined)
			members.set(found[1], { type: found[3], required: found[2] === undefined });
		else if ((found = CLASS.exec(line)) !== null)
			api = methods[found[1]] = {};
		else if ((found = METHOD.exec(line)) !== null && api !== undefined)
			api[found[1]] = { parameters: found[2], type: found[3] };
	}
	return { interfaces, methods };
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const shown = (value) => String(JSON.stringify(value)).slice(0, 60);

// A member of this type is a reference: the service sends id, name and selfUri (its own sample of a
// flow's lockedUser), whatever the type requires where it is an object of its own.
const REFERENCE = 'Models.User';

class Models {
	constructor(file) {
		Object.assign(this, read(file));
	}

	// Whether a method's last argument may have this member.
	takes(method, option) {
		return this.interfaces[`${method}Options`]?.has(option) ?? false;
	}

	// What is wrong with a value of a declared type: texts such as `/entities/3: no "version" (User)`.
	problems(value, type, at = '') {
		let found;

		if ((found = /^Array<(.*)>$/.exec(type)) !== null)
			return Array.isArray(value)
				? value.flatMap((item, i) => this.problems(item, found[1], `${at}/${i}`))
				: [`${at}: ${shown(value)} is not an array`];
		if ((found = /^\{ \[key: string\]: (.*); \}$/.exec(type)) !== null)
			return isObject(value)
				? Object.keys(value).flatMap((key) => this.problems(value[key], found[1], `${at}/${key}`))
				: [`${at}: ${shown(value)} is not an object`];
		if ((found = /^Models\.(\w+)$/.exec(type)) !== null)
			return this.#model(value, found[1], at);
		if (type === 'object') // the declarations' word for any JSON value
			return value === undefined ? [`${at}: nothing`] : [];
		return typeof value === type ? [] : [`${at}: ${shown(value)} is not a ${type}`];
	}

	#model(value, name, at, isReference = false) {
		const members = this.interfaces[name], problems = [];

		if (members === undefined)
			return [`${at}: the SDK declares no ${name}`];
		if (!isObject(value))
			return [`${at}: ${shown(value)} is not an object (${name})`];
		for (const [key, { required }] of members)
			if (required && !isReference && value[key] === undefined)
				problems.push(`${at}: no "${key}" (${name})`);
		for (const key of Object.keys(value)) {
			const type = members.get(key)?.type;
			if (type === undefined)
				problems.push(`${at}: "${key}" is not a member of ${name}`);
			else if (type === REFERENCE)
				problems.push(...this.#model(value[key], 'User', `${at}/${key}`, true));
			else
				problems.push(...this.problems(value[key], type, `${at}/${key}`));
		}
		return problems;
	}
}

module.exports = { Models };

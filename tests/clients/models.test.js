// The checker itself: what it finds wrong with an answer.
'use strict';
const assert = require('node:assert');
const { test } = require('node:test');
const { models } = require('./platform.js');

const division = { name: 'Home', description: '' };

test('an answer is held against the declared type', () => {
	const wrong = (value, type) => models.problems(value, type);

	assert.deepStrictEqual(wrong(division, 'Models.AuthzDivision'), []);
	assert.deepStrictEqual(wrong({ name: 'Home' }, 'Models.AuthzDivision'),
		[': no "description" (AuthzDivision)']);
	assert.deepStrictEqual(wrong({ ...division, objectCounts: [] }, 'Models.AuthzDivision'),
		['/objectCounts: [] is not an object']);
	assert.deepStrictEqual(wrong({ ...division, homeDivision: 'yes', color: 1 }, 'Models.AuthzDivision'),
		['/homeDivision: "yes" is not a boolean', ': "color" is not a member of AuthzDivision']);
	assert.deepStrictEqual(wrong({ entities: [division, null] }, 'Models.AuthzDivisionEntityListing'),
		['/entities/1: null is not an object (AuthzDivision)']);
	assert.deepStrictEqual(wrong('', 'Array<string>'), [': "" is not an array']);
});

test('a user inside another object is a reference', () => {
	const flow = (user) => ({ name: 'Main', publishedBy: user });

	assert.deepStrictEqual(models.problems({ id: 'u1' }, 'Models.User'),
		[': no "version" (User)']);
	assert.deepStrictEqual(models.problems(flow({ id: 'u1' }), 'Models.Flow'), []);
	assert.deepStrictEqual(models.problems(flow({ id: 1 }), 'Models.Flow'), ['/publishedBy/id: 1 is not a string']);
});

/* backup_record.c - the records of a backup */
#include "run/backup_record.h"

bool
backup_has_newer(const struct members *m)
{
	const struct member *newer = members_find(m, "newer");

	return newer != NULL && newer->type == JSON_TRUE;
}

bool
backup_is_empty(const struct members *m)
{
	return json_is(members_string(m, "backup"), "empty");
}

bool
backup_is_nothing(const struct members *m)
{
	return backup_is_empty(m) || json_is(members_string(m, "backup"), "created");
}

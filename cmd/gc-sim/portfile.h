/*
 * portfile.h - where a caller of `--port 0` reads which port it became.
 */
#ifndef SIM_PORTFILE_H
#define SIM_PORTFILE_H

/* The file appears whole, or the program ends (74). */
void portfile_write(const char *path, unsigned port);

#endif

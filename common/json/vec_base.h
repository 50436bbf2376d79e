/* vec_base.h - the vec_*.h whose instructions every processor of the target has */
#ifndef GC_VEC_BASE_H
#define GC_VEC_BASE_H

#if defined(__SSE2__)
#include "json/vec_sse2.h"
#elif defined(__ARM_NEON) && defined(__aarch64__) && !defined(__AARCH64EB__)
#include "json/vec_neon.h"
#else
#include "json/vec_plain.h"
#endif

#endif

/*
 * region.h - Genesys Cloud's regions: AWS name to domain. Hosts are derived from the domain
 * (login.DOMAIN, api.DOMAIN), never looked up. The table is that of the official SDKs
 * (PureCloudRegionHosts) and of the Terraform provider.
 */
#ifndef GC_REGION_H
#define GC_REGION_H

#include "base/base.h"

/*
 * "eu-central-1" or "eu_central_1", in any letter case, to "mypurecloud.de"; NULL: unknown
 * region.
 */
const char *region_domain(const char *aws);

#endif

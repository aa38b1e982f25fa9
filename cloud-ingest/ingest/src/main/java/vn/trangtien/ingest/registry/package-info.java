/**
 * Which gateways exist, where they stand, and whether they are there. Certificates and codes are in {@code enrolment}.
 */
@NullMarked
package vn.trangtien.ingest.registry;

import org.jspecify.annotations.NullMarked;

/**
 * How a gateway gets its identity: a one-time code for a person to type, a certificate in return, and the authority behind
 * it. The private key of a gateway never leaves the gateway.
 */
@NullMarked
package vn.trangtien.ingest.enrolment;

import org.jspecify.annotations.NullMarked;

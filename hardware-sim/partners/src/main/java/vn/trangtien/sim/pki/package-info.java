/**
 * A public key infrastructure on the loopback address that stands in for the Government Cipher Committee's: a root and an issuing
 * authority, certificates for persons and agencies, revocation by CRL (RFC 5280) and OCSP (RFC 6960), time stamps (RFC 3161).
 *
 * <p>Begin with {@link vn.trangtien.sim.pki.SimulatedPki#open}. Everything is kept in one folder, so that a restart is the same
 * authority at the same addresses. Private keys lie in that folder unencrypted: nothing here protects anything.
 *
 * <p>Names in certificates: an agency carries its code as {@code organizationIdentifier} (OID 2.5.4.97) in the form
 * {@code GOVVN-H57.19753}, the scheme GOV and country of ETSI EN 319 412-1 before the code of Decision 20/2020. A person carries
 * the same attribute for the agency where he or she works, and in addition {@code serialNumber}, which an agency never has.
 */
@NullMarked
package vn.trangtien.sim.pki;

import org.jspecify.annotations.NullMarked;

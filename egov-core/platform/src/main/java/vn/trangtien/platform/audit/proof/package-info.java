/**
 * The proofs of the audit log: hashes of entries, Merkle trees over ranges of them, time-stamped anchors, the export that holds
 * all of it, and the check that finds the first thing that does not fit.
 *
 * <p>Knows neither Spring nor a database, so that an auditor can check an export with nothing else at hand. Where a log comes from
 * is behind {@link vn.trangtien.platform.audit.proof.LogSource}. Hashes are SHA-256 in lower-case hexadecimal. The formats are
 * described for auditors in docs/audit.md.
 */
@NullMarked
package vn.trangtien.platform.audit.proof;

import org.jspecify.annotations.NullMarked;

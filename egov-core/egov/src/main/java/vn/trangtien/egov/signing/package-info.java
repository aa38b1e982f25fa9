/**
 * Digital signatures of persons and agencies: signing, and the strict verdict on what others signed.
 *
 * <p>{@link vn.trangtien.egov.signing.SigningPort} has the acts of the national signing plug-in (Circular 15/2025/TT-BKHCN): approve,
 * issue, income, appendix, copy, and verify. {@link vn.trangtien.egov.signing.MessageSeal} signs messages between systems.
 * {@link vn.trangtien.egov.signing.SigningKeys} knows which agency and person has which key. EU DSS does the cryptography; the verdict
 * is stricter than its own, because DSS accepts a document whose number was changed after the agency had signed.
 *
 * <p>What a document is about, who may sign it and under which number is not here. Lengths on paper are millimetres or PDF points, as
 * the names say; the origin of a page is its lower left corner.
 */
@NullMarked
package vn.trangtien.egov.signing;

import org.jspecify.annotations.NullMarked;

/**
 * PDF: where signatures go and how they look, filling of fields, and what an update of a file changed. Whether a change is
 * allowed is decided here, whether a signature is good is not.
 */
@NullMarked
package vn.trangtien.egov.signing.pdf;

import org.jspecify.annotations.NullMarked;

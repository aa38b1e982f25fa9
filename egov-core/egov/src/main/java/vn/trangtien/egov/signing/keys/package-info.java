/** Keys: where they lie (PKCS#12 files, PKCS#11 tokens), how they are opened, who they belong to. Private keys are never in the database. */
@NullMarked
package vn.trangtien.egov.signing.keys;

import org.jspecify.annotations.NullMarked;

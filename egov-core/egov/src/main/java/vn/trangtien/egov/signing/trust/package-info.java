/** Whom we believe, and how lists, answers and time stamps are fetched. */
@NullMarked
package vn.trangtien.egov.signing.trust;

import org.jspecify.annotations.NullMarked;

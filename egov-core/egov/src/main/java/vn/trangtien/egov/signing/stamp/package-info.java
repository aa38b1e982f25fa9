/** The pictures of signatures: a drawn seal and a drawn signature for those who have uploaded none, and pictures made ready for use. */
@NullMarked
package vn.trangtien.egov.signing.stamp;

import org.jspecify.annotations.NullMarked;

/** The acts, step by step: what must hold before, what is filled in and drawn, which key signs, what is said afterwards. */
@NullMarked
package vn.trangtien.egov.signing.desk;

import org.jspecify.annotations.NullMarked;

/**
 * The contract between who asks for a case and the e-government core that keeps it. Data only.
 */
@NullMarked
package vn.trangtien.platform.cases;

import org.jspecify.annotations.NullMarked;

/**
 * Personal data of people: for what it may be read, who read it, how it is shown, how it is kept secret, and when it ends (Law
 * 91/2025/QH15). Small parts that a feature puts together; none of them knows a feature's tables.
 *
 * <p>What the law or an agency decides is dated data, {@code platform/privacy.yaml}. Keys are in
 * {@link vn.trangtien.platform.privacy.keys}.
 */
@NullMarked
package vn.trangtien.platform.privacy;

import org.jspecify.annotations.NullMarked;

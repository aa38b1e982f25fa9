/** The thin side that knows Kura's interfaces; everything that can be decided is decided in {@code vn.trangtien.kura}. */
@NullMarked
package vn.trangtien.kura.osgi;

import org.jspecify.annotations.NullMarked;

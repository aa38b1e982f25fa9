/** Makes what a gateway installs out of what Maven has built. Runs in the build only and is in no package itself. */
@NullMarked
package vn.trangtien.release;

import org.jspecify.annotations.NullMarked;

/** Files and folders that survive a power cut; knows nothing of what is in them. */
@NullMarked
package vn.trangtien.gateway.disk;

import org.jspecify.annotations.NullMarked;

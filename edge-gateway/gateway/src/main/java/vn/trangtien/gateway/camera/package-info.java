/**
 * Where results of cameras enter the gateway: counts as channels, line crossings as events, pictures as snapshots.
 */
@NullMarked
package vn.trangtien.gateway.camera;

import org.jspecify.annotations.NullMarked;

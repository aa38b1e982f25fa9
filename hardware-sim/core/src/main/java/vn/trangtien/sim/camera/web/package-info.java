/**
 * The camera's HTTP side: motion JPEG and snapshots.
 */
@NullMarked
package vn.trangtien.sim.camera.web;

import org.jspecify.annotations.NullMarked;

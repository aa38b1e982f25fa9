/**
 * Hardware that a developer does not have: boards with register-level instruments in a world with weather, and a camera.
 * Nothing here runs on a gateway.
 */
@NullMarked
package vn.trangtien.sim;

import org.jspecify.annotations.NullMarked;

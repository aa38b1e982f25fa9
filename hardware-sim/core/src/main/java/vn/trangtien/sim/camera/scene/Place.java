package vn.trangtien.sim.camera.scene;

/**
 * Where something stands on the ground.
 *
 * @param x metres to the right of the middle
 * @param z metres away from the foot of the camera
 * @param heading where its front points, radians: 0 away from the camera, a quarter turn to the right
 * @param moving whether it moves
 */
record Place(double x, double z, double heading, boolean moving) {}

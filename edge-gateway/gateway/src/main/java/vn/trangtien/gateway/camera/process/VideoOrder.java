package vn.trangtien.gateway.camera.process;

import vn.trangtien.gateway.config.CameraEntry;

/** What the child is told. */
sealed interface VideoOrder {

    record Watch(CameraEntry camera) implements VideoOrder {}

    record Forget(String camera) implements VideoOrder {}
}

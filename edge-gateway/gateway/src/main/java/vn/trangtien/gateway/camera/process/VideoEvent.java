package vn.trangtien.gateway.camera.process;

import java.time.Instant;
import vn.trangtien.wire.LineCrossedMessage.Direction;

/** What the child tells. */
sealed interface VideoEvent {

    /** The child lives. */
    record Heartbeat() implements VideoEvent {}

    record Counts(String camera, long forward, long backward, int objects, double framesPerSecond, Instant at)
            implements VideoEvent {}

    record Crossed(String camera, String id, String line, Direction direction, Instant at) implements VideoEvent {}

    record Snapshot(String camera, byte[] jpeg, int width, int height, Instant takenAt) implements VideoEvent {}

    record Connected(String camera, Instant at) implements VideoEvent {}

    record Disconnected(String camera, String reason, Instant at) implements VideoEvent {}
}

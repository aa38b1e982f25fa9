package vn.trangtien.events;

/** Names of the topics. The key of every record is named beside it; records with one key keep their order. */
public final class CityTopics {

    /** {@link Observation}; key is {@link ChannelRef#device()} as text, so one instrument keeps its order. */
    public static final String OBSERVATION = "telemetry.observation.v1";

    /** {@link GatewayStatus}; key is the gateway as {@code account/gateway}. */
    public static final String GATEWAY_STATUS = "device.status.v1";

    /** {@link SnapshotStored}; key is the camera as {@code account/gateway/camera}. */
    public static final String SNAPSHOT = "video.snapshot.v1";

    /** {@link LineCrossed}; key is the camera as {@code account/gateway/camera}. */
    public static final String LINE_CROSSED = "video.detection.v1";

    /** {@link ObjectSeen}; key is the camera as {@code account/gateway/camera}. */
    public static final String OBJECT_SEEN = "video.object.v1";

    /** {@link CameraAlert}; key is the camera as {@code account/gateway/camera}. */
    public static final String CAMERA_ALERT = "video.alert.v1";

    /** {@link EdgeEvent}; key is the gateway as {@code account/gateway}. */
    public static final String EDGE_EVENT = "edge.event.v1";

    /** {@link FleetAlarm}; key is the gateway as {@code account/gateway}. */
    public static final String FLEET_ALARM = "fleet.alarm.v1";

    private CityTopics() {}
}

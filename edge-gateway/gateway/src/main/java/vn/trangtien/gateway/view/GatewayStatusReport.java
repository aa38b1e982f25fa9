package vn.trangtien.gateway.view;

import java.util.List;
import vn.trangtien.gateway.link.LinkStatus;
import vn.trangtien.gateway.spool.SpoolCounters;

/**
 * How a gateway stands at one moment.
 *
 * @param lost messages that could not be kept because the spool failed, since the start
 * @param spoolProblem why the last message could not be kept; empty if it could
 * @param readings values read from devices since the start
 */
public record GatewayStatusReport(
        String gateway,
        LinkStatus link,
        SpoolCounters spool,
        long lost,
        String spoolProblem,
        long readings,
        List<DeviceStatus> devices,
        List<CameraState> cameras) {

    public GatewayStatusReport {
        devices = List.copyOf(devices);
        cameras = List.copyOf(cameras);
    }

    /**
     * How one camera stands.
     *
     * @param alive whether pictures arrive
     * @param problem why there are no pictures, or what is not done with them although it was asked for; empty if all is well
     * @param problemVietnamese the same in Vietnamese
     * @param messages counts, crossings and pictures put into the spool
     */
    public record CameraState(String id, boolean alive, String problem, String problemVietnamese, long messages) {}
}

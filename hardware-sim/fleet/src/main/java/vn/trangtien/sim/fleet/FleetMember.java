package vn.trangtien.sim.fleet;

import java.net.InetSocketAddress;
import javax.net.SocketFactory;

/**
 * One gateway of a fleet.
 *
 * @param account jurisdiction, first level of every topic
 * @param clientId MQTT client id
 * @param broker where it connects to
 * @param sockets with its certificate for TLS, or plain
 */
public record FleetMember(String account, String clientId, InetSocketAddress broker, SocketFactory sockets) {}

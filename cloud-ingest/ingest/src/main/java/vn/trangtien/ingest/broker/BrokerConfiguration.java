package vn.trangtien.ingest.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import vn.trangtien.ingest.frontdoor.FrontDoorProtocolFactory;

/** How Artemis is set up, and why. */
final class BrokerConfiguration {

    /** Addresses are written as MQTT writes topics, so a dot is an ordinary character and rights are compared as they are read. */
    static final WildcardConfiguration MQTT_WILDCARDS =
            new WildcardConfiguration().setDelimiter('/').setAnyWords('#').setSingleWord('+');

    /** Name of the gateways' listener. */
    static final String GATEWAYS = "gateways";

    private static final int JOURNAL_FILE_BYTES = 10 * 1024 * 1024;
    private static final int MAX_DISK_PERCENT = 95;

    private final MqttProperties properties;
    private final Path folder;

    BrokerConfiguration(MqttProperties properties, Path folder) {
        this.properties = properties;
        this.folder = folder;
    }

    /** @param clusterPassword of a user that bypasses all rights and has a well-known password by default */
    Configuration server(String clusterPassword) {
        Configuration server = new ConfigurationImpl()
                .setName("trangtien-ingest")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalMinFiles(2)
                .setGlobalMaxSize(properties.maxBacklogBytes())
                .setMaxDiskUsage(MAX_DISK_PERCENT)
                .setSecurityEnabled(true)
                .setAuthenticationCacheSize(0)
                .setAuthorizationCacheSize(0)
                .setClusterPassword(clusterPassword)
                .setJMXManagementEnabled(false)
                .setThreadPoolMaxSize(16)
                .setScheduledThreadPoolMaxSize(2)
                .setWildCardConfiguration(MQTT_WILDCARDS);
        server.addAddressSetting(
                "#",
                new AddressSettings()
                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)
                        .setDefaultAddressRoutingType(RoutingType.MULTICAST)
                        .setDefaultQueueRoutingType(RoutingType.MULTICAST)
                        .setAutoCreateAddresses(true)
                        .setAutoDeleteAddresses(false)
                        .setAutoDeleteQueues(false)
                        .setRedeliveryDelay(0)
                        .setMaxDeliveryAttempts(-1));
        for (String kind : List.of("REPLY", "NOTIFY")) {
            server.addAddressSetting("$EDC/+/+/+/" + kind + "/#", answers());
        }
        return server.setAddressQueueScanPeriod(properties.answersForgotten().toMillis());
    }

    /** Each answer of a gateway has a topic of its own; nobody comes back to it, so it is forgotten. */
    private AddressSettings answers() {
        return new AddressSettings()
                .setAutoDeleteAddresses(true)
                .setAutoDeleteAddressesDelay(properties.answersForgotten().toMillis())
                .setAutoDeleteAddressesSkipUsageCheck(true);
    }

    /** For the bridge: any free port on loopback. */
    TransportConfiguration internalListener() {
        return listener("internal", "127.0.0.1", 0, MQTTProtocolManagerFactory.MQTT_PROTOCOL_NAME, Map.of());
    }

    /**
     * For gateways: TLS 1.2 or 1.3, and no handshake without a certificate of ours.
     *
     * @param connections at a time
     */
    TransportConfiguration gatewayListener(TlsStores stores, int connections) {
        var tls = new HashMap<String, Object>();
        tls.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
        tls.put(TransportConstants.NEED_CLIENT_AUTH_PROP_NAME, true);
        tls.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.3,TLSv1.2");
        tls.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, TlsStores.TYPE);
        tls.put(TransportConstants.KEYSTORE_PATH_PROP_NAME, stores.keyStore().toString());
        tls.put(TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, stores.password());
        tls.put(TransportConstants.TRUSTSTORE_TYPE_PROP_NAME, TlsStores.TYPE);
        tls.put(
                TransportConstants.TRUSTSTORE_PATH_PROP_NAME,
                stores.trustStore().toString());
        tls.put(TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME, stores.password());
        tls.put(TransportConstants.CONNECTIONS_ALLOWED, connections);
        return listener(GATEWAYS, properties.host(), properties.port(), FrontDoorProtocolFactory.NAME, tls);
    }

    private TransportConfiguration listener(
            String name, String host, int port, String protocol, Map<String, Object> more) {
        var parameters = new HashMap<String, Object>(more);
        parameters.put(TransportConstants.HOST_PROP_NAME, host);
        parameters.put(TransportConstants.PORT_PROP_NAME, port);
        parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, protocol);
        parameters.put(TransportConstants.TCP_NODELAY_PROPNAME, true);
        parameters.put(TransportConstants.REMOTING_THREADS_PROPNAME, 4);
        // Without topic aliases a message names its topic itself, whoever reads it.
        Map<String, Object> mqtt = Map.of("maximumPacketSize", properties.maxMessageBytes(), "topicAliasMaximum", 0);
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, name, mqtt);
    }
}

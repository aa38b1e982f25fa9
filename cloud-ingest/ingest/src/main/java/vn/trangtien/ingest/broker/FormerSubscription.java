package vn.trangtien.ingest.broker;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the subscription of an earlier version that read requests and replies as well. Nobody would read its queue any more, and
 * it would grow until the broker takes nothing; what gateways said of their coming and going in it is carried over first.
 */
final class FormerSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(FormerSubscription.class);
    private static final String LIFECYCLE = "/MQTT/";

    private FormerSubscription() {}

    /** Before gateways can connect, and after the present queues were made. */
    static void end(ActiveMQServer server, MqttBroker.Endpoint internal, String formerQueue, String presentQueue)
            throws Exception {
        Queue former = server.locateQueue(formerQueue);
        if (former == null) {
            return;
        }
        int carried = carryOver(server, former, server.locateQueue(presentQueue));
        SharedSubscription.end(internal, MqttBroker.FORMER_FILTER);
        if (server.locateQueue(formerQueue) != null) {
            server.destroyQueue(former.getName());
        }
        LOG.info("event=former-subscription-ended queue={} carriedOver={}", formerQueue, carried);
    }

    private static int carryOver(ActiveMQServer server, Queue former, Queue present) throws Exception {
        List<Message> waiting = new ArrayList<>();
        try (var references = former.browserIterator()) {
            while (references.hasNext()) {
                Message message = references.next().getMessage();
                if (String.valueOf(message.getAddress()).contains(LIFECYCLE)) {
                    waiting.add(message);
                }
            }
        }
        Transaction transaction = new TransactionImpl(server.getStorageManager());
        for (Message message : waiting) {
            Message copy = message.copy(server.getStorageManager().generateID());
            server.getPostOffice().reroute(copy, present, transaction);
        }
        transaction.commit();
        return waiting.size();
    }
}

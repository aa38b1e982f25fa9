package vn.trangtien.ingest.conservation;

import java.util.Map;
import vn.trangtien.ingest.processing.SenderAccounts.SenderAccount;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * The account of one gateway over HTTP.
 *
 * @param account jurisdiction; empty for all senders that are no gateways by their names
 * @param difference messages that nobody can account for, which should be 0
 */
record GatewayAccount(
        String account,
        String gateway,
        long received,
        long stored,
        long duplicate,
        Map<String, Long> rejected,
        long repeated,
        long difference,
        long gaps,
        long evicted) {

    static GatewayAccount of(SenderAccount of) {
        return new GatewayAccount(
                of.gateway().map(GatewayId::account).orElse(""),
                of.gateway().map(GatewayId::gateway).orElse(""),
                of.received(),
                of.stored(),
                of.duplicate(),
                of.rejected(),
                of.repeated(),
                of.difference(),
                of.gaps(),
                of.evicted());
    }
}

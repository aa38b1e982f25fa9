package vn.trangtien.ingest.frontdoor;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Whose certificate a connection shows, as far as TLS knows; nothing is looked up. */
final class PeerName {

    private PeerName() {}

    /** @param otherwise if there is no certificate */
    static String of(Channel channel, String otherwise) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        try {
            return tls == null
                    ? otherwise
                    : tls.engine().getSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException nobody) {
            return otherwise;
        }
    }
}

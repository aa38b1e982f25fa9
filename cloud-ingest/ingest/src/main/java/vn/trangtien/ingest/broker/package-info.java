/**
 * The MQTT broker that gateways talk to: who may connect and which topics are theirs. An external broker can take its
 * place; then its own access rules must say the same.
 */
@NullMarked
package vn.trangtien.ingest.broker;

import org.jspecify.annotations.NullMarked;

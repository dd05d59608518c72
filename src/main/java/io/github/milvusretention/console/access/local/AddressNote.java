package io.github.milvusretention.console.access.local;

import io.github.milvusretention.rules.Rules;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.event.EventListener;

/** Says at start that the pages answer on fewer addresses than the port does, and what to do. */
public class AddressNote {
  private static final Logger log = LoggerFactory.getLogger(AddressNote.class);

  private final Rules rules;
  private final ServerProperties server;

  AddressNote(Rules rules, ServerProperties server) {
    this.rules = rules;
    this.server = server;
  }

  @EventListener(ApplicationReadyEvent.class)
  void say() {
    InetAddress address = server.getAddress();
    boolean others = address == null || !address.isLoopbackAddress();
    if (others && !rules.console().hasLogIn()) {
      log.info(
          "the pages of the console answer on this machine alone, as there are no users beneath"
              + " console: in the rules file; health and metrics answer on every address");
    }
  }
}

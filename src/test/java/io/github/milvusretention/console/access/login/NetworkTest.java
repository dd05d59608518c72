package io.github.milvusretention.console.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as a connection and as proxies write them. */
class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7:51234",
    "192.0.2.7, ::ffff:192.0.2.7",
    "192.0.2.7, 0:0:0:0:0:ffff:c000:207",
    "2001:db8:0:7::1, 2001:db8:0:7:0:0:0:2",
    "2001:db8::1, 2001:0DB8:0:0:ffff::9",
    "2001:db8:0:7::1, [2001:db8:0:7::3]:443",
    "2001:db8:0:7::1, [2001:db8:0:7::3]",
    "fe80::1, fe80::2%eth0"
  })
  void one_network(String one, String same) {
    assertThat(Network.of(same)).isEqualTo(Network.of(one)).isNotEqualTo(Network.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.8",
    "2001:db8:0:7::1, 2001:db8:0:8::1",
    "2001:db8::1, 2001:db8:1::1",
    "::1, 127.0.0.1"
  })
  void two_networks(String one, String other) {
    assertThat(Network.of(other)).isNotEqualTo(Network.of(one));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.example", "unknown", "_hid", "1:2:3", ":::", "1.2.3", "::g"})
  void what_is_no_address_is_one_network(String address) {
    assertThat(Network.of(address)).isEqualTo(Network.UNKNOWN);
  }
}

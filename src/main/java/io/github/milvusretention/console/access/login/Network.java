package io.github.milvusretention.console.access.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose address it is, as far as an address tells. */
final class Network {
  /** What has no address that can be read is one network: its text may be anything. */
  static final String UNKNOWN = "unknown";

  /** Some proxies write the port of the client too. */
  private static final Pattern V4 = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]+)?");

  private static final Pattern V6 =
      Pattern.compile(
          "\\[?(?<address>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:%[\\w.-]+)?(?:](?::[0-9]+)?)?");

  private static final int BYTES_OF_A_NETWORK = 8;

  private Network() {}

  /** The address of IPv4; of IPv6 the 64 bits of the network, whose machines choose the rest. */
  static String of(String address) {
    Matcher v4 = V4.matcher(address);
    if (v4.matches()) {
      return v4.group(1);
    }
    Matcher v6 = V6.matcher(address);
    return v6.matches() ? ofV6(v6.group("address")) : UNKNOWN;
  }

  private static String ofV6(String address) {
    try {
      // In brackets it is never taken for the name of a host, which would be looked up.
      InetAddress read = InetAddress.getByName("[" + address + "]");
      // One of IPv4 within one of IPv6 is read as what it is.
      return read instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(read.getAddress(), BYTES_OF_A_NETWORK))
          : String.valueOf(read.getHostAddress());
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }
}

/** How a command line becomes a running application, and its failures exit codes. */
@NullMarked
package io.github.milvusretention.cli.start;

import org.jspecify.annotations.NullMarked;

/** How a request of a program is checked and read, and how it is answered. */
@NullMarked
package io.github.milvusretention.console.api.http;

import org.jspecify.annotations.NullMarked;

/** What the pages say is held to what the program does: messages, commands, keys, links. */
@NullMarked
package io.github.milvusretention.pages;

import org.jspecify.annotations.NullMarked;

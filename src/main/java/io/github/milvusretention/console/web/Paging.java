package io.github.milvusretention.console.web;

import java.util.List;

/**
 * Which part of many rows a page shows. Its links keep the filter, which is in the address.
 *
 * @param link to the page with its filter
 * @param page from 1
 * @param size rows a page
 * @param total rows in all
 * @param parameter of the address that has the page
 */
public record Paging(PageLink link, int page, int size, long total, String parameter) {

  /** A page beyond the last is the last. */
  public Paging {
    page = (int) Math.min(Math.max(1, page), Math.max(1, (total + size - 1) / size));
  }

  /** Of the page's only list, or its first. */
  public Paging(PageLink link, int page, int size, long total) {
    this(link, page, size, total, "page");
  }

  /** The part of the rows that it shows. */
  public static <T> List<T> part(List<T> rows, Paging paging) {
    return rows.subList(
        (int) Math.min(paging.offset(), rows.size()),
        (int) Math.min(paging.offset() + paging.size(), rows.size()));
  }

  /** How many rows stand before it. */
  public long offset() {
    return (page - 1L) * size;
  }

  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }

  /** The first row's number, from 1; 0 if there is none. */
  public long from() {
    return total == 0 ? 0 : offset() + 1;
  }

  public long to() {
    return Math.min(offset() + size, total);
  }

  public boolean hasPrevious() {
    return page > 1;
  }

  public boolean hasNext() {
    return page < pages();
  }

  public String previous() {
    return at(page - 1);
  }

  public String next() {
    return at(page + 1);
  }

  public String first() {
    return at(1);
  }

  public String last() {
    return at(pages());
  }

  private String at(int to) {
    return link.with(parameter, to).toString();
  }
}

/**
 * Files by HTTP. Source: `net/http/files.lua`; see also `mod_http_files`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "net.http.files" {
  /** Which files. */
  export interface ServeOptions {
    /** Their folder. */
    readonly path: string;
    /** Types by the end of the name. */
    readonly mime_map?: Readonly<Record<string, string>>;
    /** Whether folders are listed. */
    readonly directory_index?: boolean;
    /** What stands for a folder. */
    readonly index_files?: readonly string[];
    /** How many files are kept in memory. */
    readonly cache_size?: number;
    /** How large such a file may be, in bytes. */
    readonly cache_max_file_size?: number;
  }

  /**
   * A handler for a route that ends in `*`.
   * @param opts a text is the folder's path
   */
  export function serve(this: void, opts: ServeOptions | string): ProsodyHttpHandler;
}

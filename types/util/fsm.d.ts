/**
 * Machines of states and transitions. Source: `util/fsm.lua`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "util.fsm" {
  /** States and transitions. */
  export interface Description {
    /** The state to begin with. */
    readonly default_state?: string;
    /** Transitions by name. */
    readonly transitions: readonly {
      readonly name: string;
      readonly from: string | readonly string[];
      readonly to: string;
    }[];
    /** Handlers of transitions. */
    readonly handlers?: Readonly<Record<string, (this: void, event: never) => unknown>>;
    /** Handlers of states. */
    readonly state_handlers?: Readonly<Record<string, (this: void, event: never) => unknown>>;
  }

  /** The machine. */
  export interface Fsm {
    /** One in a state. */
    init(state_name?: string, state_attr?: object): object;
    /** Whether a value is one of this machine. */
    is_instance(o: unknown): boolean;
  }

  /** A machine. Raises an error on a mistake in it. */
  function new_function(this: void, desc: Description): Fsm;
  export { new_function as new };
  /** Whether a value is one in a state. */
  export function is_fsm(this: void, o: unknown): boolean;
}

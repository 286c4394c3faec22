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
    /**
     * One in a state.
     * @param state_name nil for the default state; raises an error if neither is there
     * @param state_attr kept as `state_attr`, handed to handlers as `to_attr`
     */
    init(state_name?: string, state_attr?: object): object;
    /**
     * Whether a value is one of this machine.
     * @param o any value
     */
    is_instance(o: unknown): boolean;
  }

  /**
   * A machine. Raises an error on a mistake in it.
   * @param desc a transition twice from one state is a mistake
   */
  function new_function(this: void, desc: Description): Fsm;
  export { new_function as new };
  /**
   * Whether a value is a machine, as `new()` returns it.
   * @param o any value
   */
  export function is_fsm(this: void, o: unknown): boolean;
}

# Completion of vizcli for bash. The program itself knows what can come next.
_vizcli() {
    local IFS=$'\n' line word=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    for line in $(vizcli complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); do
        line=${line%%$'\t'*}
        if [[ $line == :files ]]; then
            compopt -o filenames 2>/dev/null
            COMPREPLY+=($(compgen -f -- "$word"))
        else
            # Commas separate columns: they need no quoting, and would not be understood with it.
            line=$(printf %q "$line")
            COMPREPLY+=("${line//\\,/,}")
        fi
    done
    [[ ${COMPREPLY-} == *[=,] ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -o nosort -F _vizcli vizcli 2>/dev/null || complete -F _vizcli vizcli
